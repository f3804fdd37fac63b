import { z } from "zod";
import { answerKey, keywordKeys } from "@/server/messages/options";
import type { Attribute } from "@/server/schemas/scenario/attribute";
import { toE164 } from "@/server/text/phone-number";
import type { ScenarioMessage } from "./scenario-input";
import { readDate } from "./read-date";

/** A value from a customer's answer, or what is expected instead, as a sentence for the customer. */
export type ReadValue = { ok: true; value: string | number } | { ok: false; expected: string };

const LONGEST_TEXT = 4000;
const email = z.email();

/**
 * Reads the value that an interaction asked for. Numbers become numbers, dates ISO 8601, phone numbers digits with an
 * optional plus, and choices their text.
 * @param choices The choices as the customer sees them.
 */
export function readValue(attribute: Attribute, message: ScenarioMessage, choices: string[]): ReadValue {
  const written = (message.meaning ?? message.text).trim();
  switch (attribute.kind) {
    case "text":
      return readText(written, attribute);
    case "number":
      return readNumber(written, attribute);
    case "email":
      return email.safeParse(written).success
        ? { ok: true, value: written }
        : expects("an e-mail address such as ana@example.com");
    case "phone":
      return readPhone(written);
    case "date": {
      const value = readDate(written);
      return value === null ? expects("a date such as 2026-03-31 or 31 March 2026") : { ok: true, value };
    }
    case "choice":
      return readChoice(message, choices);
  }
}

function expects(what: string): ReadValue {
  return { ok: false, expected: `Please write ${what}.` };
}

function readText(written: string, { min, max }: Attribute): ReadValue {
  const least = Math.max(1, min ?? 1);
  const most = Math.min(max ?? LONGEST_TEXT, LONGEST_TEXT);
  if (written === "") return expects("your answer as text");
  if (written.length < least) return expects(`at least ${least} characters`);
  if (written.length > most) return expects(`at most ${most} characters`);
  return { ok: true, value: written };
}

function readNumber(written: string, { min, max }: Attribute): ReadValue {
  const value = parseNumber(written);
  const isInRange = value !== null && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
  if (isInRange) return { ok: true, value };
  if (min !== null && max !== null) return expects(`a number from ${min} to ${max}`);
  if (min !== null) return expects(`a number of at least ${min}`);
  if (max !== null) return expects(`a number of at most ${max}`);
  return expects("a number, such as 12 or 1.5");
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
  return expects("a phone number such as +44 20 7946 0958");
}

function readChoice({ text, meaning }: ScenarioMessage, choices: string[]): ReadValue {
  const keys = new Set([meaning, text].filter((written) => written !== null).map(answerKey));
  const byText = choices.find((choice) => keys.has(answerKey(choice)));
  const byNumber = choices.find((_, i) => keywordKeys(String(i + 1)).some((key) => keys.has(key)));
  const value = byText ?? byNumber;
  return value === undefined ? { ok: false, expected: "Please choose one of these." } : { ok: true, value };
}
