import { z } from "zod";

/** The name of an argument, constant, step or function, which is valid in `{{…}}` and as the name of a model's tool. */
export const identifier = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, "Use letters, digits and _ only, starting with a letter or _ (64 at most).");
