import type { RenderedEmail } from "./render-email";
import type { EmailContent, EmailTemplateName } from "./templates/registry";

/**
 * Renders an e-mail whose sender has a durable function and a log of its own. Others are stored by `queueEmail`.
 * @throws ZodError for content that is not the template's.
 */
export async function composeEmail<Name extends EmailTemplateName>(
  template: Name,
  content: EmailContent<Name>,
): Promise<RenderedEmail> {
  // Loaded here, because React and the templates are needed for nothing else.
  const { renderEmail } = await import("./render-email");
  return renderEmail(template, content);
}
