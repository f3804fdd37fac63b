"use client";

import { AddButton } from "@/components/actions/fields/row-buttons";
import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { ReorderableRow } from "@/components/channels/web/fields/reorderable-row";
import { QuestionFields } from "./question-fields";

const MAX_QUESTIONS = 10;
/** Offered first, because they fill the contact. */
const usual = [
  { key: "name", type: "text", label: "Name" },
  { key: "email", type: "email", label: "E-mail" },
  { key: "phone", type: "phone", label: "Phone" },
] as const;

/** The questions before the chat, in their order. */
export function QuestionList({ draft, change, faultAt }: PartProps) {
  const questions = draft.preChat;
  const set = (preChat: typeof questions) => change({ preChat });
  const keys = new Set(questions.map(({ key }) => key));
  const next = usual.find(({ key }) => !keys.has(key));

  function add() {
    const number = questions.length + 1;
    const question = next ?? { key: `question_${number}`, type: "text" as const, label: "" };
    set([...questions, { ...question, labels: {}, required: true, options: [] }]);
  }

  return (
    <div className="grid min-w-0 gap-3">
      {questions.length === 0 && (
        <p className="text-14 text-muted-foreground">No questions. Visitors can write immediately.</p>
      )}
      {questions.map((question, index) => (
        <ReorderableRow
          // Rows have no id, and the name of a question changes while it is typed.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          what="question"
          index={index}
          rows={questions}
          onChange={set}
        >
          <QuestionFields
            question={question}
            fallback={draft.language.fallback}
            languages={Object.keys(draft.texts)}
            faultAt={(field) => faultAt(`widget.preChat.${index}.${field}`)}
            onChange={(part) => set(questions.with(index, { ...question, ...part }))}
          />
        </ReorderableRow>
      ))}
      {questions.length < MAX_QUESTIONS && <AddButton onClick={add}>Add question</AddButton>}
    </div>
  );
}
