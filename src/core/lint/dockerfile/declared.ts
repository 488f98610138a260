import type { DockerFile } from './file';
import { instructionsOf } from './instructions-of';
import { pairsOf, type Pair } from './pairs';
import { platformVariables, predefined } from './variables';

/** The ARGs before the first FROM, which FROM lines may use. */
export function globalArgs(file: DockerFile): ReadonlyMap<string, Pair> {
  return new Map(
    instructionsOf(file, 'ARG').flatMap((one) =>
      one.stage === -1 && !one.onbuild ? pairsOf(one).map((pair) => [pair.name, pair] as const) : [],
    ),
  );
}

/** Is it given to every build, without a declaration in front of the first FROM? */
export const isGiven = (name: string): boolean => predefined.has(name) || platformVariables.has(name);

// Variables that official images set, and that authors like to name their own arguments after.
const ofImages =
  /^(PATH|HOME|LANG|LC_ALL|TZ|USER|PWD|TERM|SHELL|HOSTNAME|JAVA_HOME|JAVA_VERSION|CATALINA_HOME|GEM_HOME|BUNDLE_\w+|CARGO_HOME|RUSTUP_HOME|PHPIZE_DEPS|PHP_\w+|GPG_KEYS?|PYTHON_\w+|NODE_VERSION|YARN_VERSION|GOLANG_VERSION|GOPATH|GOTOOLCHAIN|RUBY_\w+|RUST_VERSION|NGINX_VERSION|NJS_\w+|PKG_RELEASE|HTTPD_\w+|REDIS_\w+|PG_\w+|PGDATA|POSTGRES_\w+|MYSQL_\w+|MARIADB_\w+|TOMCAT_\w+|MAVEN_\w+|GRADLE_\w+|ELASTIC\w*|CONDA_\w+|DOTNET_\w+|ASPNET_\w+|ASPNETCORE_\w+|ANDROID_\w+|ERLANG_\w+|ELIXIR_\w+|DEBIAN_FRONTEND)$/;

/** May a base image have set this name? */
export const mayBeOfImage = (name: string): boolean => ofImages.test(name);
