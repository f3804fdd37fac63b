/** Next.js runs this in the browser before the modules of any page. */
import { config } from "zod";

// Zod would try whether it may compile its schemas. The pages' policy forbids that, and browsers report each attempt.
config({ jitless: true });
