import { MessageSquareText } from "lucide-react";
import { defineStepForm } from "../step-list/step-kind-form";
import { MessageFields } from "./send-message/message-fields";
import {
  emptyMessage,
  messageFaults,
  messageSummary,
  messageTemplates,
  toMessageForm,
  toMessageStep,
  withoutEmptyOptions,
} from "./send-message/message-form";

/** Says something to the customer while the action runs. */
export const sendMessageStepForm = defineStepForm({
  kind: "send_message",
  icon: MessageSquareText,
  description: "Sends the customer a text, options to choose from, or a file.",
  isSeen: true,
  empty: emptyMessage,
  toForm: toMessageForm,
  toStep: toMessageStep,
  summary: messageSummary,
  templates: messageTemplates,
  localFaults: messageFaults,
  withoutEmptyRows: withoutEmptyOptions,
  Fields: MessageFields,
});
