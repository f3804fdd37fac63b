// Runs every check and test (`npm test`).
import { runOnProjectNode } from "./run-on-project-node.mjs";

runOnProjectNode("scripts/test/main.ts");
