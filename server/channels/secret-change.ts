import { z } from "zod";

/** A secret in a form: text sets it. Where it is optional and nullable, null removes it and undefined keeps it. */
export const secretChange = z.string().min(1).max(500);
