import { z } from "zod";
import { emailAddress } from "@/server/accounts/sign-up/email-address";
import { inviteInput } from "@/server/team/team-input";

/** The form of an invitation: an empty address means a link for whoever has it. */
export const inviteForm = inviteInput.extend({
  email: z.union([z.literal("").transform(() => null), emailAddress]),
});
