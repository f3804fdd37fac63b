/** Next.js runs this in the browser before the modules of any page. */
import { config } from "zod";

// Zod would try to compile its schemas. The pages' policy forbids this, and browsers report each attempt.
config({ jitless: true });
