import { z } from "zod";
import { storedString } from "@/server/channels/custom/stored-string";
import type { VisitorFields } from "@/server/conversations/receive-message";
import { siteVariables } from "@/server/conversations/site-variables";
import { parseLanguage } from "@/server/schemas/widget/parse-language";
import { clip } from "@/server/text/excerpt";
import { storableText } from "@/server/text/storable-text";

const MOST_ATTRIBUTES = 50;
const LONGEST_VALUE = 1000;
const LONGEST_ADDRESS = 2000;

/** A text about the visitor; an empty one says nothing. */
const about = (most: number) =>
  storedString
    .trim()
    .max(most, `The text is longer than ${most} characters.`)
    .nullish()
    .transform((text) => text || undefined);

const variableName = z
  .string()
  .regex(/^(?!__)[a-zA-Z_]\w{0,63}$/, "A name has up to 64 letters, digits and _, and begins with a letter.");

const variableValue = z.union([storedString.max(LONGEST_VALUE), z.number(), z.boolean(), z.null()], {
  error: `A value is a text of up to ${LONGEST_VALUE} characters, a number, true, false or null.`,
});

/** What a session and a message may say about the visitor and the page. */
export const visitorDetails = z.object({
  /** A tag that is not one is ignored, since it is often the browser's and not the site's mistake. */
  language: z
    .string()
    .nullish()
    .transform((tag) => (tag ? parseLanguage(tag) : null)),
  page: z
    .string()
    .nullish()
    .transform((address) => (address ? pageAddress(address) : null)),
  user: z.object({ name: about(200), email: about(254), phone: about(50) }).nullish(),
  attributes: z
    .record(variableName, variableValue)
    .refine((values) => Object.keys(values).length <= MOST_ATTRIBUTES, `Send at most ${MOST_ATTRIBUTES} attributes.`)
    .nullish(),
});
export type VisitorDetails = z.output<typeof visitorDetails>;

/**
 * Returns the address of a page without query and fragment, which may contain secrets; null if it is not http or https.
 */
export function pageAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin, pathname } = new URL(address);
  if (protocol !== "http:" && protocol !== "https:") return null;
  return clip(storableText(origin + pathname), LONGEST_ADDRESS);
}

/**
 * What to store in the conversation; undefined if the details say nothing. What the visitor typed wins over what the
 * site's code says.
 */
export function fieldsOf(
  { language, page, user, attributes }: VisitorDetails,
  { contact = {}, consentVersion = null }: { contact?: Record<string, string>; consentVersion?: number | null } = {},
): VisitorFields | undefined {
  const { name, email, phone, ...answers } = contact;
  const fields = {
    clientName: name ?? user?.name ?? null,
    clientPhone: phone ?? user?.phone ?? null,
    clientEmail: email ?? user?.email ?? null,
    language,
    pageUrl: page,
    variables: { ...siteVariables(attributes ?? {}), ...answers },
    consentVersion,
  };
  const { variables, ...columns } = fields;
  const saysNothing = Object.keys(variables).length === 0 && Object.values(columns).every((value) => value === null);
  return saysNothing ? undefined : fields;
}
