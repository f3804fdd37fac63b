import { z } from "zod";
import { timeZone } from "@/server/input-types";
import { personName } from "../sign-up/sign-up-input";

/** The inputs of the account page. Contain no server code, so that its forms can use them, too. */

export const profileInput = z.object({
  name: personName,
  /** The language that customers' messages are translated into; null: the browser's. */
  language: z
    .string()
    .regex(/^[a-z]{2}$/, "Choose a language from the list.")
    .nullable(),
  /** Null: the browser's. */
  timeZone: timeZone.nullable(),
});

export const themeInput = z.object({ theme: z.enum(["system", "light", "dark"]) });

export type ProfileInput = z.infer<typeof profileInput>;
export type Theme = z.infer<typeof themeInput>["theme"];
