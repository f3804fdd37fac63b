import type { Interactive } from "@/server/messages/interactive";
import { isForeignAddress } from "./remove-foreign-links";

type Button = NonNullable<Interactive["buttons"]>[number];

/**
 * Takes buttons and pictures with foreign addresses out of the options of an answer. Options that have none are returned
 * as they are; undefined if no option is left.
 */
export function foreignOptionsRemoved(options: Interactive, hosts: ReadonlySet<string>): Interactive | undefined {
  const isOwn = (button: Button) => button.type !== "url" || !isForeignAddress(button.value, hosts);
  const isOwnPicture = (address: string | undefined) => address === undefined || !isForeignAddress(address, hosts);
  const { buttons, cards } = options;
  if (buttons) {
    const kept = buttons.filter(isOwn);
    if (kept.length === buttons.length) return options;
    return kept.length === 0 ? undefined : { buttons: kept };
  }
  if (!cards?.some((card) => !card.buttons.every(isOwn) || !isOwnPicture(card.image_url))) return options;
  return {
    cards: cards.map(({ image_url: picture, ...card }) => ({
      ...card,
      ...(picture !== undefined && isOwnPicture(picture) && { image_url: picture }),
      buttons: card.buttons.filter(isOwn),
    })),
  };
}
