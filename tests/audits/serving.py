"""The web server with a certificate: browsers keep some rules only over TLS.

python -m tests.audits.serving <certificate> <key>
"""

import sys

from cms.serving.server import run

if __name__ == "__main__":
    run(ssl_certfile=sys.argv[1], ssl_keyfile=sys.argv[2])
