import { appointments } from "./appointments";
import { orderStatus } from "./order-status";
import { questionsAndAnswers } from "./questions-and-answers";
import type { BotTemplate } from "./template";

/** The templates in display order. */
export const botTemplates: readonly BotTemplate[] = [orderStatus, appointments, questionsAndAnswers];
