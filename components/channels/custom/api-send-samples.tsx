"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import {
  type ApiAccess,
  curlCommand,
  curlFileCommand,
  firstMessage,
  fullMessage,
  nodeProgram,
  pictureMessage,
  pythonProgram,
} from "./api-samples";

interface SampleProps {
  access: ApiAccess;
  /** Whether the token is visible; the copied text always contains it. */
  shown: boolean;
}

const programs = [
  { key: "curl", label: "curl", title: "Terminal", write: (access: ApiAccess) => curlCommand(access, firstMessage) },
  { key: "node", label: "Node", title: "send.mjs", write: nodeProgram },
  { key: "python", label: "Python", title: "send.py", write: pythonProgram },
];

/** The first message, in the language that the reader chooses. */
export function FirstMessageSamples(sample: SampleProps) {
  return (
    <Tabs defaultValue="curl">
      <TabsList aria-label="Language">
        {programs.map(({ key, label }) => (
          <TabsTrigger key={key} value={key}>
            {label}
          </TabsTrigger>
        ))}
      </TabsList>
      {programs.map(({ key, title, write }) => (
        <TabsContent key={key} value={key} className="pt-4">
          <Sample {...sample} title={title} write={write} />
        </TabsContent>
      ))}
    </Tabs>
  );
}

/** Two messages with a picture: one to run unchanged, and one that sends a file of the reader's. */
export function AttachmentSamples(sample: SampleProps) {
  return (
    <>
      <Sample {...sample} title="A small blue square" write={(access) => curlCommand(access, pictureMessage)} />
      <Sample {...sample} title="Your own file" write={curlFileCommand} />
    </>
  );
}

/** A message with every field. */
export function FullMessageSample(sample: SampleProps) {
  return <Sample {...sample} title="With every field" write={(access) => curlCommand(access, fullMessage)} />;
}

function Sample({
  access,
  shown,
  title,
  write,
}: SampleProps & { title: string; write: (access: ApiAccess) => string }) {
  const masked = { ...access, token: "•".repeat(12) };
  return <CodeBlock title={title} code={write(shown ? access : masked)} copied={write(access)} wrap />;
}
