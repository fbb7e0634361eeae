#!/usr/bin/env bash
# Asks the mock server of npm's onvif 0.6.5 (MIT), which nobody here wrote, for all that it has. Needs node and npm, and the
# network the first time. It listens on loopback alone.
set -euo pipefail
cd "$(dirname "$0")"

peer=target/npm
mkdir -p $peer
[[ -d $peer/node_modules/onvif ]] ||
  npm install --silent --no-audit --no-fund --prefix $peer onvif@0.6.5 coffeescript@1.12.7 dot@1.1.3 xml2js@0.4.23
[[ -f target/test-classes/id/pantau/onvif/NpmPeer.class ]] ||
  (cd ../.. && mvn -q -B -pl bundles/onvif -am test-compile -Dspotless.check.skip)

cat > $peer/server.js <<'JS'
// loopback alone, whatever the server asks for
const net = require('net'), dgram = require('dgram')
const listen = net.Server.prototype.listen, bind = dgram.Socket.prototype.bind
net.Server.prototype.listen = function () { return listen.call(this, 0, '127.0.0.1') }
dgram.Socket.prototype.bind = function () { return bind.call(this, 0, '127.0.0.1') }
dgram.Socket.prototype.addMembership = () => {}
require('coffeescript/register')
const mock = require('onvif/test/serverMockup.coffee')
mock.conf.hostname = '127.0.0.1'
mock.server.on('listening', () => {
  mock.conf.port = mock.server.address().port
  setTimeout(() => console.log(mock.conf.port, mock.discover.address().port), 100)
})
JS
(cd $peer && exec node server.js) > $peer/ports 2> $peer/errors &
server=$!
trap 'kill $server' EXIT
for _ in $(seq 100); do [[ -s $peer/ports ]] && break; sleep 0.1; done
read -r http udp < $peer/ports || { cat $peer/errors; exit 1; }
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx64m -cp target/classes:target/test-classes id.pantau.onvif.NpmPeer \
  "http://127.0.0.1:$http/onvif/device_service" "127.0.0.1:$udp"
