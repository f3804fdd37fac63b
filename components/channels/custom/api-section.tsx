import type { ReactNode } from "react";
import { GuideContents, GuideSection } from "@/components/ui/guide-section";

/** The sections of a channel's API page, in order. The key is the anchor. */
export const sections = {
  access: "Address and token",
  first: "Send a first message",
  try: "Send one from here",
  requests: "Recent requests",
  attachments: "Attachments",
  fields: "Every field",
  answers: "What you get back",
  webhook: "What your webhook gets",
  secret: "Check the webhook secret",
  receiver: "A receiver for testing",
} as const;

interface ApiSectionProps {
  id: keyof typeof sections;
  /** One or two sentences about the section. */
  intro?: ReactNode;
  children: ReactNode;
}

/** A section of the API page, with a link to itself. */
export function ApiSection({ id, ...section }: ApiSectionProps) {
  return <GuideSection id={id} title={sections[id]} {...section} />;
}

/** The page's table of contents. */
export function ApiContents() {
  return <GuideContents sections={sections} />;
}
