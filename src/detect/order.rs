//! Puts the errors of a chain in order, the outermost first, however they were printed.

use super::chain::Open;
use crate::incident::{ErrorLink, Relation};

/// Printed outermost first; `wraps` says that the next is what wraps, so the whole chain stands on its head. What an
/// error suppressed stands below it all the same.
pub(super) fn first_to_last(errors: Vec<Open>) -> Vec<ErrorLink> {
    let reversed = errors.iter().any(|error| error.wraps);
    let mut chain: Vec<ErrorLink> = errors
        .into_iter()
        .map(|error| ErrorLink {
            relation: error.relation,
            ..error.link
        })
        .collect();
    if reversed {
        let suppressed = |error: &ErrorLink| error.relation == Some(Relation::Suppressed);
        let mut upright = Vec::with_capacity(chain.len());
        for own in chain.chunk_by(|_, next| suppressed(next)).rev() {
            upright.extend_from_slice(own);
        }
        chain = upright;
        for error in chain.iter_mut().filter(|error| !suppressed(error)) {
            error.relation = Some(Relation::Cause);
        }
    }
    chain
}

/// Printed outermost last, but for the members of a group, which follow it.
pub(super) fn last_to_first(errors: Vec<Open>) -> Vec<ErrorLink> {
    struct Node {
        error: Open,
        members: Vec<usize>,
        cause: Option<usize>,
        hangs: bool,
    }
    let mut nodes: Vec<Node> = Vec::new();
    for error in errors {
        let margin = error.margin;
        let at = nodes.len();
        let member = error.relation == Some(Relation::Member);
        // What was said to hang on the next one of its margin hangs on this one.
        let cause = nodes
            .iter()
            .rposition(|node| node.error.awaits_next && !node.hangs && node.error.margin == margin);
        if let Some(cause) = cause {
            nodes[cause].hangs = true;
        }
        let mut hangs = false;
        if member {
            let group = nodes.iter().rposition(|node| node.error.margin < margin);
            if let Some(group) = group {
                nodes[group].members.push(at);
                hangs = true;
            }
        }
        nodes.push(Node {
            error,
            members: Vec::new(),
            cause,
            hangs,
        });
    }
    let root = nodes.iter().rposition(|node| !node.hangs);
    let mut order = Vec::new();
    let mut todo: Vec<usize> = root.into_iter().collect();
    while let Some(at) = todo.pop() {
        order.push(at);
        todo.extend(nodes[at].cause);
        todo.extend(nodes[at].members.iter().rev());
    }
    let mut errors: Vec<Option<Open>> = nodes.into_iter().map(|node| Some(node.error)).collect();
    order
        .into_iter()
        .filter_map(|at| errors[at].take())
        .map(|error| {
            let mut link = error.link;
            link.frames.reverse();
            link.relation = error.relation;
            link
        })
        .collect()
}
