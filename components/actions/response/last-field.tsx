"use client";

import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from "react";
import type { TemplateScope } from "@/server/actions/templates/template-scope";
import { insertVariable } from "../templates/insert-variable";
import { typeEdit } from "../templates/type-edit";

interface TemplateField {
  /** The field in a sentence, such as "the address". */
  name: string;
  isJson: boolean;
  box: RefObject<HTMLTextAreaElement | null>;
  /** The names that exist at the field's step. A ref, because steps are renamed and moved. */
  scope: RefObject<TemplateScope | null>;
  /** The steps whose results the field could use when it got the focus. */
  earlierSteps: string[];
}

const LastField = createContext<TemplateField | null>(null);
const SetLastField = createContext<(field: TemplateField) => void>(() => {});

/** Remembers the template field that had the focus last, for what is inserted from outside of it. */
export function LastFieldProvider({ children }: { children: ReactNode }) {
  const [field, setField] = useState<TemplateField | null>(null);
  return (
    <SetLastField value={setField}>
      <LastField value={field}>{children}</LastField>
    </SetLastField>
  );
}

/** Registers a template field when it gets the focus. */
export function useAsLastField({
  name,
  isJson,
  box,
  scope,
}: Omit<TemplateField, "scope" | "earlierSteps"> & { scope: TemplateScope | null }) {
  const setLast = useContext(SetLastField);
  const latestScope = useRef(scope);
  useEffect(() => {
    latestScope.current = scope;
  }, [scope]);
  return () => setLast({ name, isJson, box, scope: latestScope, earlierSteps: scope?.earlierSteps ?? [] });
}

/** The last field, if it can use the result of a step, with a function that inserts a reference at its caret. */
export function useLastField(stepName: string) {
  const field = useContext(LastField);
  return useMemo(
    () =>
      field?.earlierSteps.includes(stepName) && {
        name: field.name,
        /** Returns false if the field is gone, hidden, or at a step that runs before the result exists. */
        insert(reference: string): boolean {
          const box = field.box.current;
          const canUse = field.scope.current?.earlierSteps.includes(stepName) ?? false;
          if (!canUse || !box || box.disabled || box.offsetParent === null) return false;
          const { value, selectionStart: start, selectionEnd: end } = box;
          box.focus();
          typeEdit(box, { start, end }, insertVariable(value, { start, end }, reference, field.isJson));
          return true;
        },
      },
    [field, stepName],
  );
}
