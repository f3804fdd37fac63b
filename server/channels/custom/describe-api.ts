import { z } from "zod";
import type { ApiField, ChannelApi } from "@/server/channels/contract";
import { LINK_DAYS } from "@/server/files/file-link";
import { MAX_FILE_BYTES } from "@/server/files/store-file";
import { ANSWER_TIMEOUT_MS } from "@/server/webhooks/post-to-webhook";
import { deliveryDelays } from "@/server/webhooks/retry-schedule";
import { MESSAGES_PER_MINUTE } from "./accept-message";
import { incomingBody } from "./parse-incoming";
import { MAX_BODY_BYTES } from "./read-body";

/** What the page about the API says: the fields that `parseIncoming` reads, and the limits that this server keeps to. */
export function describeApi(): ChannelApi {
  return {
    fields: describeFields(),
    maxFileBytes: MAX_FILE_BYTES,
    maxBodyBytes: MAX_BODY_BYTES,
    messagesPerMinute: MESSAGES_PER_MINUTE,
    retryDelays: deliveryDelays(),
    answerTimeoutSeconds: ANSWER_TIMEOUT_MS / 1000,
    fileLinkDays: LINK_DAYS,
  };
}

/** The part of JSON Schema that is read here. A field that may be null is one of several. */
const jsonField = z.object({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  description: z.string().optional(),
  /** Ours: when the field is required, if that depends on others. */
  requiredWithout: z.string().optional(),
  get anyOf() {
    return z.array(jsonField).optional();
  },
  get items() {
    return jsonField.optional();
  },
  get properties() {
    return z.record(z.string(), jsonField).optional();
  },
});
type JsonField = z.infer<typeof jsonField>;
const jsonBody = z.object({ properties: z.record(z.string(), jsonField), required: z.array(z.string()) });

let described: ApiField[] | undefined;

function describeFields(): ApiField[] {
  described ??= fieldsOf(jsonBody.parse(z.toJSONSchema(incomingBody, { io: "input", unrepresentable: "any" })));
  return described;
}

function fieldsOf({ properties, required }: z.infer<typeof jsonBody>): ApiField[] {
  return Object.entries(properties).map(([name, field]) => {
    const value = valueOf(field);
    const { requiredWithout, description = "" } = field;
    const always = required.includes(name);
    return {
      name,
      type: value.const === undefined ? (value.type ?? "string") : String(value.const),
      required: always ? "yes" : requiredWithout === undefined ? "no" : `without ${requiredWithout}`,
      text: [description, partsOf(value)].filter(Boolean).join(" "),
    };
  });
}

/** The schema of a field's value where it is not null. */
function valueOf(field: JsonField): JsonField {
  return field.anyOf?.find(({ type }) => type !== "null") ?? field;
}

/** The fields of an object, or of each object of a list. */
function partsOf({ properties, items }: JsonField): string {
  if (items) return partsOf(valueOf(items));
  if (!properties) return "";
  const parts = Object.entries(properties).map(([name, field]) => {
    const about = field.description ?? listOf(valueOf(field).enum ?? [], "disjunction");
    return about === "" ? name : `${name} (${about})`;
  });
  return `Fields: ${listOf(parts, "conjunction")}.`;
}

function listOf(values: string[], type: "conjunction" | "disjunction"): string {
  return new Intl.ListFormat("en-GB", { type }).format(values);
}
