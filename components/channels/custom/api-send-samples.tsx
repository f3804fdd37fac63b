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
  /** The token is shown; what is copied always holds it. */
  shown: boolean;
}

const programs = [
  { key: "curl", label: "curl", title: "Terminal", write: (access: ApiAccess) => curlCommand(access, firstMessage) },
  { key: "node", label: "Node", title: "send.mjs", write: nodeProgram },
  { key: "python", label: "Python", title: "send.py", write: pythonProgram },
];

/** The first message, in the language of one's choice. */
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

/** A message with a picture: one that works as it is, and one that sends a file of the reader's. */
export function AttachmentSamples(sample: SampleProps) {
  return (
    <>
      <Sample {...sample} title="A small blue square" write={(access) => curlCommand(access, pictureMessage)} />
      <Sample {...sample} title="A file of yours" write={curlFileCommand} />
    </>
  );
}

/** A message with all that a message may have. */
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
