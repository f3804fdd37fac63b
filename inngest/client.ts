import { Inngest } from "inngest";

/** The Inngest client; its keys and address come from INNGEST_* (README, "Configuration"). */
export const inngest = new Inngest({ id: "parley", checkpointing: false });
