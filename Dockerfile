# adlint in a container: docker build -t adlint . && docker run --rm -v "$PWD:/ads:ro" adlint check
FROM rust:1-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --release && cp target/release/adlint /adlint

FROM debian:bookworm-slim
# git for --since, certificates for addresses.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates git \
    && rm -rf /var/lib/apt/lists/* \
    # The ads belong to whoever mounts them.
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 10001 adlint
COPY --from=build /adlint /usr/local/bin/adlint
USER adlint
WORKDIR /ads
ENTRYPOINT ["adlint"]
CMD ["check"]
