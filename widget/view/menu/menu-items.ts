import { h } from "../../dom/element.ts";
import { askForRating, isOwn, mayRate, sendScore, stars } from "../feedback/rating-form.ts";
import type { FirstMessageGate } from "../forms/first-message-gate.ts";
import { textButton } from "../forms/buttons.ts";
import type { Slot } from "../forms/slot.ts";
import type { ViewContext } from "../view-context.ts";
import type { MenuItem } from "./menu.ts";

/** What the visitor can do beside writing, as far as the channel allows it. */
export function menuItems(context: ViewContext, slot: Slot, whenAllowed: FirstMessageGate): MenuItem[] {
  const { client, t } = context;
  const { features } = client.session.value ?? {};
  const hasWritten = client.messages.value.some(isOwn);
  const callPerson = async () => {
    const { away } = await client.callPerson();
    if (away?.text) slot.say(away.text);
  };
  const all: [isShown: unknown, text: string, run: () => void][] = [
    [
      features?.person && client.answeredBy.value.kind === "bot",
      t("talkToPerson"),
      () => whenAllowed(() => void slot.attempt(callPerson())),
    ],
    [features?.restart && hasWritten, t("restart"), () => askToRestart(context, slot)],
    [features?.transcript && hasWritten, t("transcript"), () => askForTranscript(context, slot)],
    [mayRate(context), t("rateConversation"), () => askForRating(context, slot)],
    [features, t(client.isSoundOn.value ? "soundOff" : "soundOn"), () => client.setSound(!client.isSoundOn.peek())],
  ];
  return all.filter(([isShown]) => isShown).map(([, text, run]) => ({ text, run }));
}

/** Asks before the conversation disappears, and offers to rate it. */
function askToRestart(context: ViewContext, slot: Slot): void {
  const { client, t } = context;
  const isRatingAsked = mayRate(context) && client.session.peek()?.rating === null;
  slot.ask({
    title: t("restart"),
    parts: [
      h("p", {}, t("restartQuestion")),
      ...(isRatingAsked ? [h("p", {}, t("ratingQuestion")), stars(context)] : []),
    ],
    submit: t("restartYes"),
    async run({ score }) {
      // A rating that cannot be stored does not keep the visitor from starting again.
      await sendScore(context, score).catch(() => {});
      await client.restart();
    },
  });
}

/** Saves the conversation as a text file, or sends it by e-mail if the server can. */
function askForTranscript({ client, t }: ViewContext, slot: Slot): void {
  const save = async () => {
    const href = URL.createObjectURL(new Blob([await client.transcript()], { type: "text/plain" }));
    h("a", { href, download: `${t("conversation")}.txt` }).click();
    // The browser reads it after the click.
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  };
  const download = () => void slot.attempt(save());
  if (!client.session.peek()?.can_email) return download();
  slot.ask({
    title: t("transcript"),
    parts: [
      { key: "email", type: "email", label: t("email"), required: true },
      textButton(t("transcriptDownload"), download),
    ],
    submit: t("transcriptEmail"),
    run: ({ email }) => client.emailTranscript(email ?? ""),
    done: ({ email = "" }) => t("transcriptSent", { email }),
  });
}
