import { appointments } from "./appointments";
import { orderStatus } from "./order-status";
import { questionsAndAnswers } from "./questions-and-answers";
import { faqMenu } from "./scripted/faq-menu";
import { leadForm } from "./scripted/lead-form";
import { membershipMenu } from "./scripted/membership-menu";
import { poll } from "./scripted/poll";
import { raffle } from "./scripted/raffle";
import { DomainError } from "@/server/errors";
import type { BotTemplate } from "./template";

/** The templates in display order. */
export const botTemplates: readonly BotTemplate[] = [
  orderStatus,
  appointments,
  questionsAndAnswers,
  membershipMenu,
  faqMenu,
  leadForm,
  raffle,
  poll,
];

/** @throws DomainError `not_found`. */
export function findTemplate(templateId: string): BotTemplate {
  const template = botTemplates.find(({ id }) => id === templateId);
  if (!template) throw new DomainError("not_found", `There is no template "${templateId}".`);
  return template;
}
