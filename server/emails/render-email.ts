import { render } from "react-email";
import { findEmailTemplate } from "./templates/registry";

export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
}

/**
 * Renders an e-mail; both parts are made from the same template. Load this module only when an e-mail is sent: it
 * loads the templates and React's renderer.
 * @param content What the template needs, as stored.
 * @throws Error for an unknown template, ZodError for content that is not its own.
 */
export async function renderEmail(template: string, content: unknown): Promise<RenderedEmail> {
  const found = findEmailTemplate(template);
  if (!found) throw new Error(`There is no e-mail template ${template}.`);
  const { subject, element } = found.compose(content);
  const html = await render(element);
  const text = await render(element, {
    plainText: true,
    htmlToTextOptions: { selectors, wordwrap: 80, preserveNewlines: true },
  });
  return { subject, text, html };
}

const selectors = [
  { selector: "[data-skip-in-text]", format: "skip" },
  { selector: "h1", options: { uppercase: false } },
  { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: false as const } },
];
