import { z } from "zod";
import { emailAddress } from "@/server/accounts/sign-up/email-address";
import { inviteInput } from "@/server/team/team-input";

/** The form of an invitation: an empty address means a link for whoever has it. */
export const inviteForm = inviteInput.extend({
  email: z.union([z.literal("").transform(() => null), emailAddress], {
    error: "Write a whole e-mail address, such as ada@example.com, or leave it empty for a link.",
  }),
});
