export declare const hooks: unknown;
