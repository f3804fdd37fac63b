"use client";

import { Plus } from "lucide-react";
import { fieldId } from "@/components/actions/fields/form-field";
import { Button } from "@/components/ui/button";
import type { SilenceRule } from "@/server/schemas/scenario/interaction";
import { newPartId } from "../../new-part-id";
import { OrderedList } from "../fields/ordered-list";
import { usePanel } from "../panel-context";
import { SilenceRuleFields } from "./silence-rule-fields";

const MAX_RULES = 5;

function newRule(): SilenceRule {
  return { id: newPartId("sil"), afterMinutes: 60, onlyInWorkingHours: false, effect: { type: "text", text: "" } };
}

/** What happens when the customer writes nothing for some time. */
export function SilenceSection() {
  const { draft, change, readOnly } = usePanel();
  const { silence } = draft;

  function add() {
    change({ silence: [...silence, newRule()] });
    requestAnimationFrame(() => document.getElementById(fieldId(`silence.${silence.length}.afterMinutes`))?.focus());
  }

  return (
    <div className="grid min-w-0 gap-2">
      <p className="text-13 leading-5 text-muted-foreground">Nothing of this happens once the customer writes again.</p>
      <OrderedList
        label="Rules for silence"
        path="silence"
        items={silence}
        readOnly={readOnly}
        max={MAX_RULES}
        nameOf={(_, index) => `rule ${index + 1}`}
        renderTitle={(_, index) => (index === 0 ? "After the interaction’s last message" : "After the rule above")}
        onChange={(next) => change({ silence: next })}
        adding={
          <Button variant="outline" size="sm" className="w-fit" onClick={add}>
            <Plus /> Add a rule
          </Button>
        }
      >
        {(rule, index, changeOne) => <SilenceRuleFields rule={rule} path={`silence.${index}`} onChange={changeOne} />}
      </OrderedList>
    </div>
  );
}
