import type { ComponentType, ReactElement } from "react";
import type { z } from "zod";

interface EmailDefinition<Content extends z.ZodType<object>> {
  /** What the template needs. It is stored as sealed JSON until the e-mail is sent. */
  content: Content;
  subject: (content: z.output<Content>) => string;
  /** The whole e-mail; its plain-text part is made from it, too. */
  Body: ComponentType<z.output<Content>>;
}

export interface EmailTemplate<Content extends z.ZodType<object> = z.ZodType<object>> {
  content: Content;
  /** @throws ZodError if the stored content is not the template's. */
  compose: (content: unknown) => { subject: string; element: ReactElement };
}

/** Defines an e-mail: its content's schema, its subject and its body. */
export function defineEmail<Content extends z.ZodType<object>>({
  content: schema,
  subject,
  Body,
}: EmailDefinition<Content>): EmailTemplate<Content> {
  return {
    content: schema,
    compose: (stored) => {
      const content = schema.parse(stored);
      return { subject: subject(content), element: <Body {...content} /> };
    },
  };
}
