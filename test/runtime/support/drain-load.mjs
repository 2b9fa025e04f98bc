/*
 * Loads a gateway from a process of its own, so that the gateway's event loop is not the client's:
 * told { port, fresh, kept }, it sends requests over as many fresh connections and as many kept ones
 * at a time, without a pause, until connections are refused. Then it reports.
 */
import { connect } from "node:net";

const REQUEST = "GET /here HTTP/1.1\r\nHost: gateway.test\r\n\r\n";

process.on("message", ({ port, fresh, kept }) => {
  const report = { answered: 0, lost: [] };
  let refused = false;
  let open = 0;

  const client = (keep) => {
    open += 1;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let waits = false;
    // The connection's port on this side; 0 until it is established.
    let localPort = 0;
    let text = "";
    const ask = () => {
      waits = true;
      socket.write(REQUEST);
    };
    socket.on("connect", () => {
      localPort = socket.localPort;
      ask();
    });
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const answer = /^HTTP\/1\.1 200 .*?^Content-Length: (\d+).*?\r\n\r\n/ims.exec(text);
      if (answer === null || text.length < answer[0].length + Number(answer[1])) return;
      report.answered += 1;
      waits = false;
      text = "";
      if (keep && !refused && !/^Connection: close/im.test(answer[0])) ask();
      else socket.end();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      open -= 1;
      if (localPort === 0) refused = true;
      if (waits) report.lost.push(localPort);
      if (!refused) client(keep);
      else if (open === 0) process.send(report);
    });
  };
  for (let i = 0; i < fresh; i += 1) client(false);
  for (let i = 0; i < kept; i += 1) client(true);
});
