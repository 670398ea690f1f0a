// Reads {address: JSON-LD graph} from standard input and prints what the validator,
// which knows the rules of Google's rich results, finds wrong: one issue a line.

import { text } from "node:stream/consumers";

import Validator from "@adobe/structured-data-validator";

const graphs = JSON.parse(await text(process.stdin));
for (const [address, graph] of Object.entries(graphs)) {
  const issues = await new Validator().validate({ jsonld: byType(graph) });
  for (const { severity, rootType, issueMessage } of issues) {
    console.log(`${severity}: ${address}: ${rootType}: ${issueMessage}`);
  }
}

// The nodes as the validator takes them: lists by type.
function byType(graph) {
  const nodes = {};
  for (const node of graph["@graph"]) {
    (nodes[node["@type"]] ??= []).push(node);
  }
  return nodes;
}
