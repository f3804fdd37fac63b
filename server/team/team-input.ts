import { z } from "zod";
import { emailAddress } from "@/server/accounts/sign-up/email-address";
import { idText, nameText } from "@/server/input-types";

/** The roles that can be given; the owner's is only transferred. */
export const givenRoles = ["admin", "editor", "operator", "viewer"] as const;
export type GivenRole = (typeof givenRoles)[number];

const role = z.enum(givenRoles);

const MOST_CHOSEN = 200;
const ids = z.array(idText).max(MOST_CHOSEN, `At most ${MOST_CHOSEN} can be chosen.`);

/** The bots and channels to which an operator or viewer is limited; null: all. */
const limits = z
  .object({ botIds: ids, channelIds: ids })
  .refine(({ botIds, channelIds }) => botIds.length + channelIds.length > 0, "Choose at least one bot or channel.")
  .nullable();

export const changeMemberInput = z.object({
  userId: idText,
  role,
  /** Absent: those of before, if the role can have any. */
  limits: limits.optional(),
});
export const memberInput = z.object({ userId: idText });
export const invitationInput = z.object({ invitationId: idText });
export const inviteInput = z.object({
  /** Null: whoever has the link may accept it, once. */
  email: emailAddress.nullable(),
  role,
  limits: limits.default(null),
});
export const invitationTokenInput = z.object({ token: z.string().max(200) });
const workspaceName = nameText("Give the workspace a name.", 100, "The name has at most 100 characters.");
export const createWorkspaceInput = z.object({ name: workspaceName });
export const renameWorkspaceInput = z.object({ name: workspaceName });

/** The lowest role that sees customers' phone numbers and e-mail addresses. */
export const contactRoles = ["viewer", "operator", "editor", "admin"] as const;
export type ContactRole = (typeof contactRoles)[number];
export const hideContactsInput = z.object({ visibleFrom: z.enum(contactRoles) });

export const deleteWorkspaceInput = z.object({
  name: z.string().trim().max(100, "The name has at most 100 characters."),
});
