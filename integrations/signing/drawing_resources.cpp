#include "integrations/signing/drawing_resources.hpp"

#include <algorithm>

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr int deepest = 200;  // of a tree of pages

Object kind_of(Object resources, const char* kind) { return resources.isDictionary() ? resources.getKey(kind) : Object::newNull(); }

}  // namespace

Object resources_of_page(Object page) {
    for (int depth = 0; depth < deepest && page.isDictionary(); ++depth, page = page.getKey("/Parent"))
        if (page.hasKey("/Resources")) return page.getKey("/Resources");
    return Object::newNull();
}

bool redefines_colours(Object resources) {
    auto spaces = kind_of(resources, "/ColorSpace");
    if (spaces.isNull()) return false;
    if (!spaces.isDictionary()) return true;
    const auto names = spaces.getKeys();
    return std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.starts_with("/Default") || name.starts_with("/Device"); });
}

bool draws_letters_by_procedures(Object resources) {
    auto fonts = kind_of(resources, "/Font");
    if (!fonts.isDictionary()) return false;
    for (const auto& name : fonts.getKeys())
        if (auto font = fonts.getKey(name); !font.isDictionary() || font.getKey("/Subtype").isNameAndEquals("/Type3")) return true;
    return false;
}

Object resource(Object resources, const char* kind, Object name) {
    auto all = kind_of(resources, kind);
    return all.isDictionary() && name.isName() ? all.getKey(name.getName()) : Object::newNull();
}

}  // namespace integrations::signing
