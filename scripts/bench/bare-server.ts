/** A minimal Node server, to measure what a round trip costs on this machine. Prints its port. */
import { createServer } from "node:http";
import { listen } from "./listen.ts";

const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}'));
});
console.log(await listen(server));
