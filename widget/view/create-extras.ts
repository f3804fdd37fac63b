import { playSounds } from "./arrival/play-sounds.ts";
import { messageFeedback } from "./feedback/message-feedback.ts";
import { offerRating } from "./feedback/rating-form.ts";
import { attachButton, attachmentList } from "./files/attachment-list.ts";
import { createAttachments } from "./files/attachments.ts";
import { takeDroppedFiles } from "./files/take-dropped-files.ts";
import { createFirstMessageGate, type FirstMessageGate } from "./forms/first-message-gate.ts";
import { createSlot } from "./forms/slot.ts";
import { menu } from "./menu/menu.ts";
import { menuItems } from "./menu/menu-items.ts";
import type { Places } from "./shell/places.ts";
import type { ViewContext } from "./view-context.ts";
import { createVoiceMessage } from "./voice/voice-message.ts";

/** Fills the places of the panel with what the channel's settings allow. */
export function createExtras(context: ViewContext): { places: Places; whenAllowed: FirstMessageGate } {
  const { client } = context;
  const slot = createSlot(context);
  const whenAllowed = createFirstMessageGate(context, slot);
  const attachments = createAttachments(context, whenAllowed);
  const voice = createVoiceMessage(context, { slot, attachments, whenAllowed });
  const features = () => client.session.value?.features;
  playSounds(context);
  offerRating(context, slot);

  const places: Places = {
    headerEnd: () => menu(context, () => menuItems(context, slot, whenAllowed)),
    forms: () => slot.node,
    composerStart: () => features()?.upload && attachButton(context, attachments),
    composerEnd: () => features()?.voice && voice.button(),
    attachments: () => [attachmentList(context, attachments), voice.bar],
    belowAnswer: (message) => features()?.feedback && messageFeedback(context, slot, message),
    overlay: () => features()?.upload && takeDroppedFiles(context, attachments),
  };
  return { places, whenAllowed };
}
