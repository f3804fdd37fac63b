"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { CodeSample } from "./code-sample";

interface CodeTabsProps {
  /** What the tabs choose, for screen readers. */
  label: string;
  /** The first one is shown first. */
  samples: readonly CodeSample[];
}

/** The same thing in several languages or systems, each with a copy button. */
export function CodeTabs({ label, samples }: CodeTabsProps) {
  return (
    <Tabs defaultValue={samples[0]?.key ?? ""} className="min-w-0">
      <TabsList aria-label={label}>
        {samples.map(({ key, label: name }) => (
          <TabsTrigger key={key} value={key}>
            {name}
          </TabsTrigger>
        ))}
      </TabsList>
      {samples.map(({ key, title, where, code }) => (
        <TabsContent key={key} value={key} className="grid min-w-0 gap-3 pt-4">
          {where && <p className="text-13 leading-5 text-muted-foreground">{where}</p>}
          <CodeBlock title={title} code={code} className="max-h-96" />
        </TabsContent>
      ))}
    </Tabs>
  );
}
