import { z } from "zod";
import { answerKey, keywordKeys } from "@/server/messages/options";
import type { Attribute } from "@/server/schemas/scenario/attribute";
import { toE164 } from "@/server/text/phone-number";
import type { ScenarioMessage } from "./scenario-input";
import { expects, lengthsOf } from "./expected-texts";
import { readDate } from "./read-date";
import type { Label } from "./wording";

/** A value from a customer's answer, or what is expected instead, as a sentence for the customer. */
export type ReadValue = { ok: true; value: string | number } | { ok: false; expected: string };

const email = z.email();

/**
 * Reads the value that an interaction asked for. Numbers become numbers, dates ISO 8601, phone numbers digits with an
 * optional plus, and choices their text as its author wrote it.
 */
export function readValue(attribute: Attribute, message: ScenarioMessage, choices: Label[]): ReadValue {
  const written = (message.meaning ?? message.text).trim();
  switch (attribute.kind) {
    case "text":
      return readText(written, attribute);
    case "number":
      return readNumber(written, attribute);
    case "email":
      return email.safeParse(written).success ? { ok: true, value: written } : wrong(expects.email);
    case "phone":
      return readPhone(written);
    case "date": {
      const value = readDate(written);
      return value === null ? wrong(expects.date) : { ok: true, value };
    }
    case "choice":
      return readChoice(message, choices);
  }
}

function wrong(expected: string): ReadValue {
  return { ok: false, expected };
}

function readText(written: string, attribute: Attribute): ReadValue {
  const { least, most } = lengthsOf(attribute);
  if (written === "") return wrong(expects.text);
  if (written.length < least) return wrong(expects.longer(attribute));
  if (written.length > most) return wrong(expects.shorter(attribute));
  return { ok: true, value: written };
}

function readNumber(written: string, attribute: Attribute): ReadValue {
  const { min, max } = attribute;
  const value = parseNumber(written);
  const isInRange = value !== null && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
  return isInRange ? { ok: true, value } : wrong(expects.number(attribute));
}

/** Reads "1,5", "1.5", "1 000" and "1,000.50". Commas and points in groups of three separate thousands if both occur. */
function parseNumber(written: string): number | null {
  const compact = written
    .normalize("NFKC")
    .replaceAll(/[\s'’_]/g, "")
    .replace("−", "-");
  if (!/^[+-]?\d[\d.,]*$/.test(compact)) return null;
  const decimal = compact[Math.max(compact.lastIndexOf("."), compact.lastIndexOf(","))] ?? ".";
  const hasBoth = compact.includes(".") && compact.includes(",");
  const isRepeated = compact.split(decimal).length > 2;
  const thousands = hasBoth ? (decimal === "." ? "," : ".") : isRepeated ? decimal : "";
  const plain = thousands === "" ? compact : compact.replaceAll(thousands, "");
  const value = Number(plain.replace(",", "."));
  return Number.isFinite(value) ? value : null;
}

function readPhone(written: string): ReadValue {
  const international = toE164(written);
  if (international !== null) return { ok: true, value: international };
  // A number without a country code is kept as it is.
  const digits = written.normalize("NFKC").replaceAll(/[().\-/\s]/g, "");
  if (/^\d{5,15}$/.test(digits)) return { ok: true, value: digits };
  return wrong(expects.phone);
}

function readChoice({ text, meaning }: ScenarioMessage, choices: Label[]): ReadValue {
  const keys = new Set([meaning, text].filter((written) => written !== null).map(answerKey));
  const byText = choices.find((choice) => keys.has(answerKey(choice.text)) || keys.has(answerKey(choice.original)));
  const byNumber = choices.find((_, i) => keywordKeys(String(i + 1)).some((key) => keys.has(key)));
  const chosen = byText ?? byNumber;
  return chosen === undefined ? wrong(expects.choice) : { ok: true, value: chosen.original };
}
