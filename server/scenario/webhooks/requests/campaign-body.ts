/** The event of a campaign webhook: a row was chosen, or the customer gave the data that a row asked for. */
export type CampaignEvent = { kind: "option"; text: string; number: number } | { kind: "data"; response: string };

export interface CampaignSubject {
  /** The bot's id. */
  campaignId: string;
  /** The interaction's name. */
  label: string;
  /** E.164, or empty if it is not known. */
  phoneNumber: string;
  date: Date;
}

/** The fields that Parley sets in either body; extra parameters may not contain them. */
export const NAMED_FIELDS = ["campaignId", "label", "option", "keyword", "phoneNumber", "date", "response"];

/**
 * The JSON that a campaign webhook gets (CONTRACTS §5), with the named fields in Messangi's order and the extra parameters
 * after them.
 * @param extra A JSON object (`readExtraBody`).
 */
export function campaignBody(
  { campaignId, label, phoneNumber, date }: CampaignSubject,
  event: CampaignEvent,
  extra: Record<string, unknown>,
): string {
  const at = date.toISOString();
  const named =
    event.kind === "option"
      ? { campaignId, label, option: event.text, keyword: event.number, phoneNumber, date: at }
      : { campaignId, label, phoneNumber, date: at, response: event.response };
  if (Object.keys(extra).length === 0) return JSON.stringify(named);
  // Joined as texts, because a merged object would begin with those names of the extra parameters that are numbers.
  return `${JSON.stringify(named).slice(0, -1)},${JSON.stringify(extra).slice(1)}`;
}

/** What the label of the Welcome interaction is unless it was renamed. */
export function campaignLabel({ name, role }: { name: string; role?: string }): string {
  return name === "Welcome" && role !== "regular" && role !== "fallback" ? "Welcome Message" : name;
}
