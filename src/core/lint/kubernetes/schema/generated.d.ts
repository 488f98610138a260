// Made by kubernetes-schema.mjs when the product or its tests are built.

declare module '*/generated/models.json' {
  const models: {
    /** The release of Kubernetes that they describe. */
    readonly release: string;
    /** By group and version: "Deployment:V1Deployment:deployments:n Pod:…". */
    readonly kinds: Readonly<Record<string, string>>;
    /** By model: "replicas:i selector!:V1LabelSelector …". */
    readonly types: Readonly<Record<string, string>>;
  };
  export default models;
}

declare module '*/generated/words.json' {
  /** By model and field; what a model is for stands under "". */
  const words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default words;
}
