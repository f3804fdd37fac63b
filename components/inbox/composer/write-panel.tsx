"use client";

import type { ReactNode } from "react";
import { AnswerBanner } from "./answer-banner";
import { Composer } from "./composer";
import { draftKey } from "./draft-store";
import { DropZone } from "@/components/uploads/drop-zone";
import type { InboxConversation, InboxMember, ThreadEntry, Viewer } from "../inbox-types";
import type { Outgoing } from "./outgoing";
import { customerLanguage } from "../customer-language";
import { customerName } from "../list/row-name";
import { replyValuesOf } from "./replies/reply-values";
import { useDraft } from "./use-draft";
import { useUploads } from "./use-uploads";
import { TypingLine } from "../thread/header/viewers";

interface WritePanelProps {
  conversation: InboxConversation;
  entries: readonly ThreadEntry[];
  /** Colleagues who have the conversation open. */
  viewers: readonly Viewer[];
  member: InboxMember;
  outgoing: Outgoing;
  /** Called with whether the user is writing to the customer: on every key press, and when the message is sent. */
  onType: (isTyping: boolean) => void;
  /** The thread above, which also accepts dropped files. */
  children: ReactNode;
}

/** Below the thread: the banner that shows who answers, and the composer. */
export function WritePanel(props: WritePanelProps) {
  const { conversation, entries, viewers, member, outgoing, onType, children } = props;
  const draft = useDraft(draftKey(member.id, conversation.id));
  const uploads = useUploads(draft.initialFiles);
  const replyValues = replyValuesOf(conversation, member);
  return (
    <DropZone
      disabled={!member.canOperate || draft.isNote}
      onFiles={uploads.add}
      className="relative flex min-h-0 flex-1 flex-col"
    >
      {children}
      <div data-bottom-bar className="shrink-0 border-t px-3 pt-3 pb-3 sm:px-4">
        <div className="mx-auto grid max-w-3xl gap-2">
          <AnswerBanner conversation={conversation} entries={entries} member={member} />
          <TypingLine viewers={viewers} />
          {member.canOperate ? (
            <Composer
              conversationId={conversation.id}
              draft={draft}
              uploads={uploads}
              customer={customerName(conversation)}
              customerLanguage={customerLanguage(entries)}
              replyValues={replyValues}
              onSend={(message) => {
                onType(false);
                void outgoing.send(conversation.id, message);
              }}
              onType={onType}
            />
          ) : (
            <p className="text-13 leading-5 text-muted-foreground">
              Your role can only read conversations. To reply, ask an owner or admin of the workspace for the operator
              role.
            </p>
          )}
        </div>
      </div>
    </DropZone>
  );
}
