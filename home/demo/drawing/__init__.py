"""Draws the demo's pictures: vector art composed here, rasterised by Chromium."""
