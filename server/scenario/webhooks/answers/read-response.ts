import { createHash } from "node:crypto";
import { isObject, listIn, type Loose } from "@/server/actions/import/loose-json";
import { MAX_BUTTONS, MAX_CARD_BUTTONS, MAX_CARDS, MAX_QUICK_REPLY_LABEL } from "@/server/messages/interactive";
import { clip } from "@/server/text/excerpt";
import type { WebhookResponse } from "@/server/schemas/scenario/webhook-answer";
import { readButtons } from "./read-buttons";

/** The limits of ChatBot.com's responses (reference §2.4); where it names none, those of a message of Parley. */
const MAX_ELEMENTS = 20;
const MAX_ELEMENT = 1024;
const MAX_TEXT = 4000;
const MAX_IMAGE_ADDRESS = 1024;
const MAX_QUICK_TITLE = 640;
const MAX_QUICK_REPLIES = 11;
const MAX_CARD_TEXT = 80;
const MAX_CARD_IMAGE = 2048;
const MAX_BUTTON_TITLE = 80;
const MAX_DELAY_MS = 60_000;

type Note = (text: string) => void;

/**
 * Reads one response of an answer.
 * @param note Called with why the response, or a part of it, is left out.
 * @returns null if it is left out.
 */
export function readResponse(value: unknown, seed: string, note: Note): WebhookResponse | null {
  if (!isObject(value)) return refuse(note, "it is not an object");
  const type = typeof value["type"] === "string" ? value["type"] : "";
  switch (type) {
    case "text":
      return readText(value, seed, note);
    case "image":
      return readImage(value, note);
    case "quickReplies":
      return readQuickReplies(value, note);
    case "card":
      return readCards([value], note);
    case "cards":
    case "carousel":
      return readCards(listIn(value["elements"] ?? value["cards"]), note);
    case "button":
    case "buttons":
      return readButton(value, note);
    case "goto":
      return readGoTo(value, note);
    default:
      return refuse(note, `Parley knows no responses of the type ${JSON.stringify(clip(type, 40))}`);
  }
}

function readText({ elements, message, delay }: Loose, seed: string, note: Note): WebhookResponse | null {
  const delayMs = typeof delay === "number" && delay > 0 ? Math.min(Math.round(delay), MAX_DELAY_MS) : 0;
  if (typeof message === "string" && elements === undefined) {
    return isLong(message, 1, MAX_TEXT) ? { type: "text", text: message, delayMs } : refuse(note, longText(MAX_TEXT));
  }
  const variants = typeof elements === "string" ? [elements] : listIn(elements);
  if (variants.length > MAX_ELEMENTS) return refuse(note, `a text has at most ${MAX_ELEMENTS} elements`);
  const usable = variants.filter((one) => typeof one === "string").filter((one) => isLong(one, 1, MAX_ELEMENT));
  const text = usable[numberFrom(seed) % usable.length];
  if (text === undefined) return refuse(note, longText(MAX_ELEMENT));
  if (usable.length < variants.length) note(`some of its elements were left out: ${longText(MAX_ELEMENT)}.`);
  return { type: "text", text, delayMs };
}

function readImage({ imageUrl, url }: Loose, note: Note): WebhookResponse | null {
  const address = imageAddress(imageUrl ?? url, MAX_IMAGE_ADDRESS);
  return address ? { type: "image", imageUrl: address } : refuse(note, "its imageUrl is not a web address");
}

function readQuickReplies(value: Loose, note: Note): WebhookResponse | null {
  const title = textOf(value["title"] ?? value["message"]);
  if (!isLong(title, 1, MAX_QUICK_TITLE)) return refuse(note, `its title must have 1 to ${MAX_QUICK_TITLE} characters`);
  const given = value["buttons"] ?? value["quickReplies"];
  const buttons = readButtons(given, { most: MAX_QUICK_REPLIES, title: MAX_QUICK_REPLY_LABEL }, note);
  if (buttons?.length === 0) return refuse(note, "it has no quick replies that Parley can show");
  return buttons && { type: "quickReplies", title, buttons };
}

function readButton(value: Loose, note: Note): WebhookResponse | null {
  const title = textOf(value["title"] ?? value["message"] ?? value["text"]);
  if (!isLong(title, 1, MAX_QUICK_TITLE)) return refuse(note, `its title must have 1 to ${MAX_QUICK_TITLE} characters`);
  const buttons = readButtons(value["buttons"], { most: MAX_BUTTONS, title: MAX_BUTTON_TITLE }, note);
  if (buttons?.length === 0) return refuse(note, "it has no buttons that Parley can show");
  return buttons && { type: "button", title, buttons };
}

type Card = Extract<WebhookResponse, { type: "cards" }>["elements"][number];

function readCards(values: unknown[], note: Note): WebhookResponse | null {
  if (values.length > MAX_CARDS) return refuse(note, `at most ${MAX_CARDS} cards can be shown together`);
  const elements = values.flatMap((value) => readCard(value, note) ?? []);
  return elements.length > 0 ? { type: "cards", elements } : refuse(note, "it has no card that Parley can show");
}

function readCard(value: unknown, note: Note): Card | null {
  if (!isObject(value)) return refuse(note, "a card is not an object");
  const [title, subtitle] = [textOf(value["title"]), textOf(value["subtitle"])];
  if (!isLong(title, 1, MAX_CARD_TEXT))
    return refuse(note, `a card's title must have 1 to ${MAX_CARD_TEXT} characters`);
  if (!isLong(subtitle, 0, MAX_CARD_TEXT))
    return refuse(note, `a card's subtitle has at most ${MAX_CARD_TEXT} characters`);
  const image = textOf(value["imageUrl"]);
  const imageUrl = image === "" ? "" : imageAddress(image, MAX_CARD_IMAGE);
  if (imageUrl === null) return refuse(note, "a card's imageUrl is not a web address");
  const buttons = readButtons(value["buttons"] ?? [], { most: MAX_CARD_BUTTONS, title: MAX_BUTTON_TITLE }, note);
  return buttons && { title, subtitle, imageUrl, buttons };
}

function readGoTo(value: Loose, note: Note): WebhookResponse | null {
  const given = value["value"] ?? value["interactionId"] ?? value["target"] ?? value["name"] ?? value["id"];
  const target = textOf(given).trim();
  return isLong(target, 1, 200) ? { type: "goto", target } : refuse(note, 'its "value" names no interaction');
}

function refuse(note: Note, reason: string): null {
  note(`it was left out, because ${reason}.`);
  return null;
}

function longText(most: number): string {
  return `a text must have 1 to ${most.toLocaleString("en")} characters`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Counts as the people who write texts count, not in UTF-16 units. */
function isLong(text: string, least: number, most: number): boolean {
  const { length } = text.length <= most ? text : [...text];
  return length >= least && length <= most;
}

function imageAddress(value: unknown, most: number): string | null {
  const text = textOf(value).trim();
  return text.length <= most && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
}

/** A number that looks random and is the same for the same text. */
function numberFrom(seed: string): number {
  return createHash("sha256").update(seed).digest().readUInt32BE(0);
}
