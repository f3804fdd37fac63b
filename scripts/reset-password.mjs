// Prints a link for a new password (`npm run reset-password -- <e-mail>`).
import { runOnProjectNode } from "./run-on-project-node.mjs";

runOnProjectNode("scripts/reset-password/main.ts");
