import { sayInConversation } from "@/server/conversations/send-message";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { renderText } from "../../templates/template";
import { openTemplateFaults } from "../open-template";
import { defineStepKind, type StepContext, type StepResult, type StepScope } from "../step-kind";
import { sendMessageStep, type SendMessageStep } from "@/server/schemas/steps/send-message";
import { checkSendFile, sendFile } from "./send-file";
import { excerpt } from "@/server/text/excerpt";

const LONGEST_TEXT = 20_000;

/** Says a text, or sends a file, while the action runs (CONTRACTS §3). */
export const sendMessage = defineStepKind<SendMessageStep>(sendMessageStep, {
  check,
  run: ({ content }, context) =>
    content.type === "file" ? sendFile(content, context) : sendText(content.text, context),
});

function check({ content }: SendMessageStep, scope: StepScope): ErrorDetail[] {
  if (content.type === "file") return checkSendFile(content, scope);
  return openTemplateFaults(content.text, scope).map((message) => ({ path: ["content", "text"], message }));
}

async function sendText(template: string, context: StepContext): Promise<StepResult> {
  const { workspaceId, conversationId, turnId, callId } = context;
  const text = renderText(template, context.values).trim();
  if (text === "") return failed("The message came out empty, so nothing was sent.");
  if (text.length > LONGEST_TEXT) {
    return failed(`The message has ${text.length} characters; at most ${LONGEST_TEXT} are sent at once.`);
  }
  if (conversationId === null) return done(`Would say: ${text}`, text);
  try {
    await sayInConversation({ workspaceId, conversationId, text, stepCallId: callId, turnId });
  } catch (error) {
    if (error instanceof DomainError) return failed(error.message);
    throw error;
  }
  return done(`Said: ${text}`, text);
}

function done(summary: string, text: string): StepResult {
  const output = plainOutput({ summary: excerpt(summary, 300), body: text, forBot: `Said to the customer: ${text}` });
  return { status: "succeeded", output };
}

function failed(error: string): StepResult {
  return { status: "failed", output: failedOutput(error) };
}
