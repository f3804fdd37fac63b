// Starts the whole product on this machine (`npm run up`).
import { runOnProjectNode } from "./run-on-project-node.mjs";

runOnProjectNode("scripts/up/main.ts");
