"use client";

import { Button } from "@/components/ui/button";
import { parseTemplate } from "@/server/actions/templates/template";
import { suggestedPart } from "@/server/actions/templates/template-faults";
import type { TemplateScope } from "@/server/actions/templates/template-scope";

interface CorrectionsProps {
  text: string;
  scope: TemplateScope;
  onChange: (text: string) => void;
}

/** A button for each mistyped name whose meaning is probable. */
export function Corrections({ text, scope, onChange }: CorrectionsProps) {
  const sources = parseTemplate(text).flatMap((part) => (part.kind === "value" ? [part.source] : []));
  const found = [...new Set(sources)].slice(0, MAX_SOURCES).flatMap((source) => {
    const suggested = suggestedPart(source, scope);
    return suggested === null ? [] : [{ source, suggested }];
  });
  if (found.length === 0) return null;
  return (
    <div className="mt-1 flex flex-wrap gap-x-4">
      {found.map(({ source, suggested }) => (
        <Button
          key={source}
          variant="link"
          className="h-auto text-left text-13 whitespace-normal"
          onClick={() => onChange(text.replaceAll(source, () => suggested))}
        >
          <span>
            Write <code className="font-mono break-all">{suggested}</code> instead
          </span>
        </Button>
      ))}
    </div>
  );
}

const MAX_SOURCES = 100;
