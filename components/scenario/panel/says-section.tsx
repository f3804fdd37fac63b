"use client";

import { PhrasesField } from "./fields/phrases-field";
import { TokensField } from "./fields/tokens-field";
import { usePanel } from "./panel-context";

/** What the customer says to come to the interaction. */
export function SaysSection() {
  const { draft, change, readOnly } = usePanel();
  return (
    <div className="grid min-w-0 gap-4">
      <PhrasesField
        path="phrases"
        label="Phrases"
        hint="Examples, one per line. Messages that are like them match, too."
        what="phrase"
        placeholder={"How much is it?\nWhat does a membership cost?"}
        value={draft.phrases}
        readOnly={readOnly}
        onChange={(phrases) => change({ phrases })}
      />
      <TokensField
        path="keywords"
        label="Keywords"
        hint="A message that contains one of them matches."
        what="keyword"
        value={draft.keywords}
        readOnly={readOnly}
        onChange={(keywords) => change({ keywords })}
      />
      <TokensField
        path="triggers"
        label="Exact triggers"
        hint="The whole message, apart from upper and lower case. They come first."
        what="trigger"
        value={draft.triggers}
        readOnly={readOnly}
        onChange={(triggers) => change({ triggers })}
      />
    </div>
  );
}
