import { readAnswer } from "../../runs/read-answer";
import { plainOutput, type StepOutput } from "@/server/schemas/step-output";
import { toText } from "../../templates/template";

/** What a callback step brings: its body for later steps, and the body's text for the bot. */
export function callbackOutput(body: unknown): StepOutput {
  const text = typeof body === "object" && body !== null ? JSON.stringify(body) : toText(body);
  const forBot = text === "" ? "The callback came, without content." : text;
  return plainOutput({ summary: "The callback came.", body, forBot });
}

/** The body of a callback as later steps use it: parsed when it is JSON, the fields of a form, else its text. */
export function readCallbackBody(bytes: Buffer, contentType: string): unknown {
  const { text, body } = readAnswer(bytes, contentType, false);
  return /^\s*application\/x-www-form-urlencoded\b/i.test(contentType) ? formFields(text) : body;
}

/** A field that is given several times is a list. */
function formFields(text: string): Record<string, unknown> {
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    Array.from(new Set(fields.keys()), (name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
