import { sayInConversation } from "@/server/conversations/send-message";
import { DomainError, type ErrorDetail } from "@/server/errors";
import type { Interactive } from "@/server/messages/interactive";
import { textWithOptions } from "@/server/messages/options";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { StepFault } from "../../step-fault";
import { renderText } from "../../templates/template";
import { openTemplateFaults } from "../open-template";
import { defineStepKind, type StepContext, type StepResult, type StepScope } from "../step-kind";
import { sendMessageStep, type SendMessageStep } from "@/server/schemas/steps/send-message";
import { interactiveFaults } from "./interactive-faults";
import { renderInteractive } from "./render-interactive";
import { checkSendFile, sendFile } from "./send-file";
import { excerpt } from "@/server/text/excerpt";

const LONGEST_TEXT = 20_000;

/** Sends a text or a file while the action runs (CONTRACTS §3). */
export const sendMessage = defineStepKind<SendMessageStep>(sendMessageStep, {
  check,
  run: ({ content }, context) => (content.type === "file" ? sendFile(content, context) : sendText(content, context)),
});

type TextContent = Extract<SendMessageStep["content"], { type: "text" }>;

function check({ content }: SendMessageStep, scope: StepScope): ErrorDetail[] {
  if (content.type === "file") return checkSendFile(content, scope);
  const inText = openTemplateFaults(content.text, scope).map((message) => ({ path: ["content", "text"], message }));
  const inOptions = content.interactive ? interactiveFaults(content.interactive, scope) : [];
  return [...inText, ...inOptions.map(({ path, message }) => ({ path: ["content", "interactive", ...path], message }))];
}

async function sendText(content: TextContent, context: StepContext): Promise<StepResult> {
  const { workspaceId, conversationId, turnId, callId } = context;
  const text = renderText(content.text, context.values).trim();
  const interactive = optionsOf(content, context);
  if (interactive instanceof StepFault) return failed(interactive.message);
  if (text === "" && interactive === null) return failed("The message came out empty, so nothing was sent.");
  if (text.length > LONGEST_TEXT) {
    return failed(`The message has ${text.length} characters; one message has at most ${LONGEST_TEXT}.`);
  }
  const message = { text, interactive };
  if (conversationId === null) return done("Would say", message);
  try {
    await sayInConversation({ workspaceId, conversationId, ...message, stepCallId: callId, turnId });
  } catch (error) {
    if (error instanceof DomainError) return failed(error.message);
    throw error;
  }
  return done("Said", message);
}

function optionsOf({ interactive }: TextContent, { values }: StepContext): Interactive | StepFault | null {
  try {
    return interactive ? renderInteractive(interactive, values) : null;
  } catch (error) {
    if (error instanceof StepFault) return error;
    throw error;
  }
}

/** Later steps get the text, or the text and the options; the bot gets a text with both. */
function done(verb: string, { text, interactive }: { text: string; interactive: Interactive | null }): StepResult {
  const inWords = textWithOptions(text, interactive);
  const output = plainOutput({
    summary: excerpt(`${verb}: ${inWords}`, 300),
    body: interactive === null ? text : { text, ...interactive },
    forBot: `Said to the customer: ${inWords}`,
  });
  return { status: "succeeded", output };
}

function failed(error: string): StepResult {
  return { status: "failed", output: failedOutput(error) };
}
