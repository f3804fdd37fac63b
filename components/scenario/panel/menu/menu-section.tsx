"use client";

import { Plus, Trash2 } from "lucide-react";
import { fieldId, FormField, useFault } from "@/components/actions/fields/form-field";
import { Button } from "@/components/ui/button";
import { rowKeyword } from "@/server/scenario/run/row-keyword";
import type { Menu, MenuRow, Numbering } from "@/server/schemas/scenario/menu";
import { MAX_ROWS } from "@/server/schemas/scenario/menu";
import { newPartId } from "../../new-part-id";
import { ChoiceBox } from "../fields/choice-box";
import { NumberBox } from "../fields/number-box";
import { OrderedList } from "../fields/ordered-list";
import { ScenarioTextBox } from "../fields/scenario-text-box";
import { usePanel } from "../panel-context";
import { MenuPreview } from "./menu-preview";
import { MenuRowFields, RowTitle } from "./menu-row-fields";

const numberings: readonly { value: Numbering; label: string }[] = [
  { value: "numbers", label: "1, 2, 3" },
  { value: "letters", label: "A, B, C" },
  { value: "roman", label: "I, II, III" },
  { value: "none", label: "None" },
];

function newMenu(): Menu {
  return { rows: [newRow()], numbering: "numbers", invalidText: "", tries: 2 };
}

function newRow(): MenuRow {
  return {
    id: newPartId("row"),
    text: "",
    keyword: "",
    redirect: { type: "interaction", interactionId: "" },
    webhookId: null,
  };
}

/** The menu that opens after the responses. */
export function MenuSection() {
  const { draft, change, readOnly } = usePanel();
  const { menu } = draft;
  if (!menu) {
    if (readOnly) return <p className="text-13 text-muted-foreground">This interaction has no menu.</p>;
    return (
      <div className="grid gap-2">
        <p className="text-13 leading-5 text-muted-foreground">
          A menu asks the customer to choose what comes next. Text channels number its rows, others show buttons.
        </p>
        <Button
          variant="outline"
          size="sm"
          className="w-fit"
          onClick={() => {
            change({ menu: newMenu() });
            focusRow(0);
          }}
        >
          <Plus /> Add a menu
        </Button>
      </div>
    );
  }
  return <MenuFields menu={menu} onChange={(part) => change({ menu: { ...menu, ...part } })} />;
}

interface MenuFieldsProps {
  menu: Menu;
  onChange: (part: Partial<Menu>) => void;
}

function MenuFields({ menu, onChange }: MenuFieldsProps) {
  const { change, readOnly } = usePanel();
  // An empty row has a place as soon as it has a text.
  const numbered = { ...menu, rows: menu.rows.map((row) => ({ ...row, keyword: "", text: row.text || "-" })) };

  function add() {
    onChange({ rows: [...menu.rows, newRow()] });
    focusRow(menu.rows.length);
  }

  return (
    <div className="grid min-w-0 gap-4">
      <OrderedList
        label="Menu rows"
        path="menu.rows"
        items={menu.rows}
        readOnly={readOnly}
        max={MAX_ROWS}
        nameOf={({ text }, index) => `row ${index + 1}${text === "" ? "" : ` (${text})`}`}
        renderTitle={(row, index) => <RowTitle row={row} index={index} />}
        onChange={(rows) => onChange({ rows })}
        adding={
          <Button variant="outline" size="sm" className="w-fit" onClick={add}>
            <Plus /> Add row
          </Button>
        }
      >
        {(row, index, changeRow) => (
          <MenuRowFields
            row={row}
            index={index}
            defaultKeyword={rowKeyword(numbered, index)}
            onChange={changeRow}
            onNext={index === menu.rows.length - 1 ? add : () => focusRow(index + 1)}
          />
        )}
      </OrderedList>
      <MenuFault />
      <MenuPreview menu={menu} />
      <MenuOptions menu={menu} onChange={onChange} />
      {!readOnly && (
        <Button
          variant="ghost"
          size="sm"
          className="w-fit text-muted-foreground"
          onClick={() => change({ menu: null })}
        >
          <Trash2 /> Remove the menu
        </Button>
      )}
    </div>
  );
}

function MenuOptions({ menu, onChange }: MenuFieldsProps) {
  return (
    <div className="grid min-w-0 gap-4 @sm:grid-cols-2">
      <FormField path="menu.numbering" label="Numbering">
        <ChoiceBox value={menu.numbering} options={numberings} onChange={(numbering) => onChange({ numbering })} />
      </FormField>
      <FormField path="menu.tries" label="Shown at most">
        <NumberBox
          value={menu.tries}
          unit={menu.tries === 1 ? "time, then Fallback" : "times, then Fallback"}
          onChange={(tries) => onChange({ tries: tries ?? Number.NaN })}
        />
      </FormField>
      <FormField path="menu.invalidText" label="When the answer is not in the menu" className="@sm:col-span-2">
        <ScenarioTextBox
          value={menu.invalidText}
          placeholder="By default: a text that asks to choose from the menu."
          onChange={(invalidText) => onChange({ invalidText })}
        />
      </FormField>
    </div>
  );
}

function MenuFault() {
  const { draft } = usePanel();
  const fault = useFault("menu.rows");
  if (draft.menu?.rows.length !== 0 || !fault) return null;
  return <p className="text-13 text-destructive-soft-foreground">{fault}</p>;
}

/** Focuses the text of a row when it is there. */
function focusRow(index: number): void {
  requestAnimationFrame(() => document.getElementById(fieldId(`menu.rows.${index}.text`))?.focus());
}
