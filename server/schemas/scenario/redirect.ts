import { z } from "zod";
import { idText } from "../../input-types.ts";

/** Where a conversation continues. */
export const redirect = z.discriminatedUnion("type", [
  z.object({ type: z.literal("interaction"), interactionId: idText }),
  /** The scenario of another bot, beginning with its Welcome (CONTRACTS §5). */
  z.object({ type: z.literal("campaign"), botId: idText }),
  /** The campaign that led here, at the place where it was left. */
  z.object({ type: z.literal("return") }),
  z.object({ type: z.literal("person") }),
]);
export type Redirect = z.infer<typeof redirect>;

/**
 * What a row of a menu leads to. `webhook` takes whatever the customer writes and sends it to the webhook; such a row has
 * no text and no keyword.
 */
export const rowRedirect = z.discriminatedUnion("type", [
  ...redirect.options,
  z.object({ type: z.literal("webhook"), webhookId: idText }),
]);
export type RowRedirect = z.infer<typeof rowRedirect>;
