import { readAnswer } from "../../runs/read-answer";
import { plainOutput, type StepOutput } from "@/server/schemas/step-output";
import { toText } from "../../templates/template";

/** The output of a callback step: the body for later steps, and its text for the bot. */
export function callbackOutput(body: unknown): StepOutput {
  const text = typeof body === "object" && body !== null ? JSON.stringify(body) : toText(body);
  const forBot = text === "" ? "The callback came, without content." : text;
  return plainOutput({ summary: "The callback came.", body, forBot });
}

/** Decodes a callback's body for later steps: parsed JSON, the fields of a form, or text. */
export function readCallbackBody(bytes: Buffer, contentType: string): unknown {
  const { text, body } = readAnswer(bytes, contentType, false);
  return /^\s*application\/x-www-form-urlencoded\b/i.test(contentType) ? formFields(text) : body;
}

/** A repeated field becomes a list. */
function formFields(text: string): Record<string, unknown> {
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    Array.from(new Set(fields.keys()), (name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
